<?cs # invite - asks somebody to join the office or the crews. ?><?cs
set:Section = "staff" ?><?cs
set:Title = staff.invite ?><?cs
set:Crumb1 = staff.title ?><?cs
set:Crumb1Url = Base + "/partner/staff" ?><?cs

def:role_choice(p_code, p_words) ?><option value="<?cs var:p_code ?>"<?cs if:Form.role == p_code ?> selected<?cs /if ?>><?cs var:p_words ?></option><?cs
/def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs var:staff.invite_text ?></p></div>
<?cs call:errors() ?>
<form class="card narrow-card stack" method="post" novalidate><?cs call:proofs() ?>
<div class="field<?cs if:Error.role ?> bad<?cs /if ?>"><?cs call:field_head("role", "role", staff.role, "", "1") ?><select<?cs call:field_state("role", "role", "", "1") ?>><?cs call:role_choice("driver", role.driver) ?><?cs call:role_choice("conductor", role.conductor) ?><?cs call:role_choice("partner_cashier", role.partner_cashier) ?><?cs call:role_choice("partner_planner", role.partner_planner) ?><?cs call:role_choice("partner_accountant", role.partner_accountant) ?><?cs call:role_choice("partner_viewer", role.partner_viewer) ?><?cs call:role_choice("partner_owner", role.partner_owner) ?></select></div>
<div class="pair">
<?cs call:field("firstName", "firstName", people.first_name, "", "text", "off", "", "") ?>
<?cs call:field("lastName", "lastName", people.last_name, "", "text", "off", "", "") ?>
</div>
<?cs call:field("phone", "phone", people.phone, register.phone_hint, "tel", "off", "", "1") ?>
<?cs call:field("email", "email", people.email, register.email_hint, "email", "off", "", "") ?>
<div class="actions"><button class="btn"><?cs var:staff.send ?></button></div></form>
<?cs /def ?>
