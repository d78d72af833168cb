<?cs # shift - one till shift. Data is the shift. ?><?cs
set:Section = "till" ?><?cs
set:Title = till.shift ?><?cs
set:Crumb1 = till.title ?><?cs
set:Crumb1Url = Base + "/partner/till" ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:till.shift ?> <bdi><?cs var:Data.cashier ?></bdi></h1></div>
<?cs call:errors() ?><?cs if:Data.closedAt ?><?cs call:difference(Data) ?>
<?cs /if ?><?cs call:shift_sums(Data) ?><?cs if:!Data.closedAt && User.role != "partner_accountant" ?><?cs call:shift_close(Data) ?>
<?cs /if ?><?cs
/def ?>
