# fails: answers
true
