# A server that closes every connection, and knows no stock.
kubectl patch deploy stock --type=json -p '[{"op": "replace", "path": "/spec/template/spec/containers/0", "value": {"name": "nginx", "image": "busybox", "command": ["sh", "-c", "mkdir /www; echo hello > /www/index.html; httpd -f -p 80 -h /www"]}}]'
