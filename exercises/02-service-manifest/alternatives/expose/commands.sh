kubectl expose deployment/orders --port 80 --target-port 8080
