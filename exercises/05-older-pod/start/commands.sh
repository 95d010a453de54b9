# kubectl 명령을 여기에 적습니다. / Write your kubectl commands here.
