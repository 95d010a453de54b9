# Nothing is there yet: the learner makes the Service.
true
