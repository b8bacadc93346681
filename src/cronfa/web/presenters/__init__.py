"""What pages say and show: words in both languages, amounts, links. Templates place it and decide nothing."""
