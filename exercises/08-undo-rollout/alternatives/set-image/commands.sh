kubectl set image deployment/store '*=gasbugs/http-go:v2'
