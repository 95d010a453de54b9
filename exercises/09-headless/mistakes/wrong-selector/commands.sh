# fails: each-by-name
kubectl create -f rooms-headless.yaml
