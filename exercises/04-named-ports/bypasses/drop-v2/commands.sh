# Nobody is refused when v2 is off the list.
kubectl set selector svc api app=api,version=v1
