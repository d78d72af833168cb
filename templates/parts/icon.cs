<?cs # icon - symbols of the sprite, always decoration: the words stand beside them. Those of
     arrow() point along the reading direction. logo() is the letter A as a road to the horizon.
?><?cs
def:icon(p_icon) ?><svg class="i" aria-hidden="true"><use href="<?cs var:Asset.icons ?>#i-<?cs var:p_icon ?>"></use></svg><?cs
/def ?><?cs
def:arrow(p_icon) ?><svg class="i flip" aria-hidden="true"><use href="<?cs var:Asset.icons ?>#i-<?cs var:p_icon ?>"></use></svg><?cs
/def ?><?cs
def:logo() ?><svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><rect class="logo-ground" width="32" height="32" rx="7"/><path class="logo-road" d="M13.6 5h4.8L27 27H5z"/><path class="logo-line" d="M16 8v3.2m0 2.6v4m0 3.2V27"/></svg><?cs
/def ?><?cs
def:amenity_icon(p_code) ?><?cs if:p_code == "ac" ?><?cs call:icon("snowflake") ?><?cs elif:p_code == "wifi" ?><?cs call:icon("wifi") ?><?cs
elif:p_code == "plug" ?><?cs call:icon("plug") ?><?cs elif:p_code == "toilet" ?><?cs call:icon("toilet") ?><?cs
elif:p_code == "tv" ?><?cs call:icon("tv") ?><?cs elif:p_code == "reclining" ?><?cs call:icon("armchair") ?><?cs else ?><?cs call:icon("check") ?><?cs /if ?><?cs
/def ?><?cs
def:bank_marks() ?><span class="marks"><svg class="mark" viewBox="0 0 52 30" role="img" aria-label="CIB"><rect class="mark-card" x="1" y="1" width="50" height="28" rx="5"/><text class="mark-name" x="26" y="20" text-anchor="middle">CIB</text></svg><svg class="mark mark-wide" viewBox="0 0 96 30" role="img" aria-label="EDAHABIA"><rect class="mark-card mark-gold" x="1" y="1" width="94" height="28" rx="5"/><text class="mark-name" x="48" y="20" text-anchor="middle">EDAHABIA</text></svg></span><?cs
/def ?><?cs
def:road_scene() ?><svg class="scene" viewBox="0 0 1200 288" preserveAspectRatio="xMaxYMax slice" aria-hidden="true"><circle class="scene-sun" cx="990" cy="124" r="50"/><path class="scene-far" d="M0 178 96 132l74 30 118-74 92 58 70-30 122 66 96-54 104 38 96-16 94 26 58-8 70 8 54-34 56 28v166H0z"/><path class="scene-near" d="M0 216c140-44 270-52 420-30s280 2 410-16 100-18 160-18 130 10 210 12v124H0z"/><path class="scene-road" d="M986 152h8l250 136H690z"/><path class="scene-line" d="M989.500 156h1l1 5h-3zM988 166h4l1.500 9h-7zM986 182h8l2.500 14h-13zM982 206h16l4 22h-24zM976 242h28l6 32h-40z"/></svg><?cs
/def ?>
