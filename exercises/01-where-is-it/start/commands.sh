# 답은 answer.yaml에 적습니다. / Your answers stand in answer.yaml.
