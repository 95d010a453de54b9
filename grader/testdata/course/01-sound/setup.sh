kubectl create deployment web --image=nginx; kubectl expose deploy web --port=80
