<?cs # audit - who did what in the company, newest first. Data.deeds; Fact.older leads on. ?><?cs
set:Section = "staff" ?><?cs
set:Title = audit.title ?><?cs
set:Crumb1 = staff.title ?><?cs
set:Crumb1Url = Base + "/partner/staff" ?><?cs

def:row(p_d) ?><tr>
<td><?cs call:when(p_d.at) ?></td>
<th scope="row"><?cs if:p_d.name ?><bdi><?cs var:p_d.name ?></bdi><?cs else ?><span class="soft"><?cs var:audit.nobody ?></span><?cs /if ?></th>
<td><?cs var:p_d.action.text ?></td>
<td><bdi dir="ltr"><?cs var:p_d.object ?></bdi></td>
<td><?cs each:f = p_d.fields ?><?cs var:f.text ?> <?cs /each ?></td>
<td><bdi><?cs var:p_d.reason ?></bdi></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs var:audit.text ?></p></div>
<?cs if:subcount(Data.deeds) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:audit.at ?></th><th scope="col"><?cs var:audit.who ?></th><th scope="col"><?cs var:audit.what ?></th><th scope="col"><?cs var:audit.object ?></th><th scope="col"><?cs var:audit.fields ?></th><th scope="col"><?cs var:audit.why ?></th></tr></thead>
<tbody><?cs each:d = Data.deeds ?><?cs call:row(d) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs if:Fact.older ?><p><a class="btn ghost" href="<?cs var:Base ?>/partner/audit?before=<?cs var:Fact.older ?>"><?cs var:audit.older ?></a></p>
<?cs /if ?><?cs else ?><?cs call:nothing("list", audit.none) ?>
<?cs /if ?><?cs
/def ?>
