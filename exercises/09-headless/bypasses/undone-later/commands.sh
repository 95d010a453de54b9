kubectl create -f rooms-headless.yaml
(sleep 600; kubectl delete service rooms) &
