# fails: busy-stays
kubectl scale deployment cart --replicas=1
