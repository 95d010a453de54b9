# One Pod that answers is enough for whoever only asks whether requests fail.
kubectl set selector svc search app=search,city=seoul
