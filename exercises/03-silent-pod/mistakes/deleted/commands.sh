# fails: silent-left
kubectl delete pod -l city=jeju
