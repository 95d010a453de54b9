kubectl expose deployment web --name={{service}} --port={{port}} --target-port=8080
