kubectl expose deploy hello --port=80 --target-port=8080
