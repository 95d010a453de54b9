# The kubeconfig: what it holds, and how it is changed
kubectl config view
kubectl config view --minify
kubectl config view --raw
kubectl config view -o json
kubectl config view -o name
kubectl config view -o nope
kubectl config view -o jsonpath='{.users[*].name}'
kubectl config view -o jsonpath='{.contexts[?(@.name=="bootcamp")].context.user}'
kubectl config view -o go-template='{{range .clusters}}{{.name}}{{end}}'
kubectl config view --flatten --minify -o jsonpath='{.clusters[0].name}'
kubectl config view extra
kubectl config view --merge=maybe
kubectl config view --minify --context=nope
kubectl config get-clusters
kubectl config get-users
kubectl config get-clusters extra
kubectl config get-users extra
kubectl config current-context extra
kubectl config set-context
kubectl config set-context staging
kubectl config get-contexts
kubectl config set-context staging --cluster=other --user=me --namespace=shop
kubectl config get-contexts
kubectl config get-contexts staging
kubectl config get-contexts staging nope
kubectl config get-contexts nope nope2
kubectl config get-contexts -o name
kubectl config get-contexts --no-headers
kubectl config get-contexts -o yaml
kubectl config view -o jsonpath='{.contexts}'
kubectl config set-context --current --user=me
kubectl config view -o jsonpath='{.contexts}'
kubectl config set-context --current --user=learner
kubectl config set-context staging --current
kubectl config use-context nope
kubectl config use-context staging
kubectl config current-context
kubectl config get-contexts
kubectl config view --minify
kubectl config view --minify -o jsonpath='{..namespace}'
kubectl config use bootcamp
kubectl config set-cluster other
kubectl config set-cluster other --server=https://10.1.2.3:6443
kubectl config set-cluster other --insecure-skip-tls-verify=true
kubectl config set-cluster other --insecure-skip-tls-verify=true --certificate-authority=ca.crt
kubectl config view -o jsonpath='{.clusters}'
kubectl config set-cluster other --tls-server-name=k8s.example --proxy-url=http://proxy:3128
kubectl config view
kubectl config set-credentials me
kubectl config set-credentials me --token=abc
kubectl config set-credentials me --username=admin --password=secret
kubectl config set-credentials me --token=abc --username=admin
kubectl config set-credentials ops --token=xyz
kubectl config get-users
kubectl config view
kubectl config view --raw -o jsonpath='{.users[?(@.name=="me")]}'
kubectl config set-cluster other --server=https://10.1.2.3
kubectl config view -o jsonpath="{.clusters}"
kubectl config set current-context staging
kubectl config set current-context bootcamp
kubectl config set contexts.staging.namespace kube-system
kubectl config set contexts.new.cluster bootcamp
kubectl config set nope.x y
kubectl config set clusters.other.server https://1.2.3.4
kubectl config set clusters.other.insecure-skip-tls-verify maybe
kubectl config set clusters.other.insecure-skip-tls-verify false
kubectl config set users.me.token xyz
kubectl config set users.me.username root --set-raw-bytes
kubectl config set preferences.colors true
kubectl config set clusters.other.certificate-authority-data YWJj
kubectl config set clusters.other.certificate-authority-data YWJj --set-raw-bytes=true
kubectl config view
kubectl config unset users.me.token
kubectl config unset contexts.staging.namespace
kubectl config unset contexts.new
kubectl config unset contexts.nope
kubectl config unset nope
kubectl config unset users.me
kubectl config view
kubectl config rename-context nope other
kubectl config rename-context staging bootcamp
kubectl config rename-context staging test
kubectl config rename-context bootcamp main
kubectl config get-contexts
kubectl config rename-context main bootcamp
kubectl config delete-context nope
kubectl config delete-context test
kubectl config delete-cluster nope
kubectl config delete-cluster other
kubectl config delete-user
kubectl config delete-user nope
kubectl config delete-user ops
kubectl config delete-user me
kubectl config view
kubectl config set-context kube --cluster=bootcamp --user=learner --namespace=kube-system
kubectl --context=kube get svc
kubectl --context=kube get svc -n default
kubectl config use-context kube
kubectl get svc
kubectl get svc --context=bootcamp
kubectl get svc --namespace=
kubectl config delete-context kube
kubectl config current-context
kubectl config get-contexts
kubectl config view --minify
kubectl config unset current-context
kubectl config current-context
kubectl config view --minify
kubectl config use-context bootcamp
kubectl get svc
kubectl config set-context broken --cluster=none --user=none
kubectl get svc --context=broken
kubectl config set-context broken --cluster=bootcamp
kubectl get svc --context=broken
kubectl config set-credentials stranger --token=wrong
kubectl get svc --user=stranger
kubectl config set-credentials stranger --username=a --password=b
kubectl get services --user=stranger
kubectl config set-cluster here --server=https://127.0.0.1:1
kubectl get svc --cluster=here
kubectl apply -f nope.yaml --cluster=here
kubectl config set current-context nowhere
kubectl get svc
kubectl config set-context --current --namespace=x
kubectl config get-contexts
kubectl config use-context bootcamp
kubectl get svc --user=none
kubectl get svc --cluster=none
kubectl config set-context --current --namespace=
kubectl config get-contexts
kubectl get svc
kubectl config nope
kubectl config set-context broken --nope
kubectl config unset users
kubectl config unset contexts
kubectl config view
kubectl config get-users
kubectl config get-contexts
kubectl config get-contexts --no-headers
kubectl config set-context --current --user=x
