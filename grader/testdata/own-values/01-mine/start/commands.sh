# Let web answer at http://{{service}}:{{port}}
