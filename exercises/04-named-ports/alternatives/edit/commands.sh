export KUBE_EDITOR="sed -i -E 's/- containerPort: (8080|9000)/- name: serve\n          containerPort: \1/'"
kubectl edit deploy api-v1
kubectl edit deploy api-v2
export KUBE_EDITOR="sed -i 's/targetPort: 8080/targetPort: serve/'"
kubectl edit svc api
