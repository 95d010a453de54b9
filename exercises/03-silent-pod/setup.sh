for city in seoul busan jeju daegu incheon; do
  kubectl apply -f - <<END
apiVersion: apps/v1
kind: Deployment
metadata:
  name: search-$city
spec:
  selector:
    matchLabels:
      app: search
      city: $city
  template:
    metadata:
      labels:
        app: search
        city: $city
    spec:
      containers:
        - name: nginx
          image: nginx
END
done
kubectl create service clusterip search --tcp=80 --dry-run=client -o yaml | kubectl apply -f -
for city in seoul busan jeju daegu incheon; do kubectl rollout status deploy/search-$city; done
# Somebody has changed this one by hand: it takes connections and closes them without an answer.
kubectl exec deploy/search-jeju -- sed -i 's|location / {|location / { return 444;|' /etc/nginx/conf.d/default.conf
kubectl exec deploy/search-jeju -- nginx -s reload
