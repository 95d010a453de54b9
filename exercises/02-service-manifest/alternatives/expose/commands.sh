kubectl expose deployment/orders --port {{port}} --target-port 8080
