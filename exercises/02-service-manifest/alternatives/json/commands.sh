kubectl apply -f - <<'EOF'
{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": { "name": "orders", "labels": { "team": "warehouse" } },
  "spec": {
    "type": "NodePort",
    "selector": { "app": "orders" },
    "ports": [
      { "name": "http", "port": {{port}}, "targetPort": 8080 },
      { "name": "http-alt", "port": 8080, "targetPort": 8080 }
    ]
  }
}
EOF
