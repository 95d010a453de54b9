kubectl set selector svc cart app=cart
(sleep 1200; kubectl set selector svc cart run=cart) &
