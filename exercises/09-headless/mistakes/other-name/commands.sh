# fails: each-by-name
kubectl apply -f rooms-headless.yaml
