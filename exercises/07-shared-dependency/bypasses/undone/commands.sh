kubectl apply -f right.yaml
(sleep 600; kubectl replace --force -f front.yaml) &
