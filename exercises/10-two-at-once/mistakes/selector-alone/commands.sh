# fails: sells
kubectl set selector service tickets app=tickets,tier=front
