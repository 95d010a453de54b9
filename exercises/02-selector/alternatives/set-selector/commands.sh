kubectl set selector svc cart app=cart,team=shop
