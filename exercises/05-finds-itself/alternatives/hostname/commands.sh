kubectl replace --force -f pod.yaml
