<?cs # bus - the state of a bus: a shape for each, so that the colour is never the only sign. ?><?cs
def:bus_shape(p_status) ?><svg class="shape" viewBox="0 0 16 16" aria-hidden="true"><?cs
if:p_status == "on_time" ?><circle cx="8" cy="8" r="6.5" fill="currentColor"/><?cs
elif:p_status == "late" ?><path d="M8 1.500 15.200 14.500H.8z" fill="currentColor"/><?cs
elif:p_status == "very_late" ?><path d="M8 1.500 15.200 14.500H.8z" fill="currentColor"/><path d="M8 6v4m0 1.600v1.400" stroke="#FFF" stroke-width="1.800"/><?cs
elif:p_status == "boarding" ?><rect x="2" y="2" width="12" height="12" fill="currentColor"/><?cs
elif:p_status == "idle" || p_status == "early" ?><circle cx="8" cy="8" r="5.500" fill="none" stroke="currentColor" stroke-width="3"/><?cs
else ?><path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="3"/><?cs /if ?></svg><?cs
/def ?>
