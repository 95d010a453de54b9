kubectl create deployment web --image=gasbugs/http-go --port=8080
