"""The forms of cells that the rivals check with, as far as a pattern can say them."""

COUNTS = ["quantity", "participants", "copies"]
NUMBER = r"^((hơn|trên|gần|khoảng) )?[0-9]{1,3}([. ]?[0-9]{3})*$"
PERIOD = r"^(tháng |Tháng |T)?(0?[1-9]|1[0-2])/20[0-9]{2}$"
_DAY = r"[0-9]{1,2}([/.-][0-9]{1,2}([/.-][0-9]{4})?)?"
DATE = rf"^(ngày |tháng )?({_DAY}([-–]{_DAY})?|[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{4}})$"
