kubectl scale deployment http-go --replicas=5
(sleep 600; kubectl scale deployment http-go --replicas=1) &
