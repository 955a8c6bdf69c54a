// Records as web pages that somebody saved from an intranet, with everything around them that is not the record.
import { marked } from 'marked';
import { escapeHtml, spokenDate } from './text.mjs';

const kSites = {
  main: { name: 'The Beat', nav: ['News', 'Operations', 'People', 'Policies A to Z', 'Vulnerability', 'Apps'], trail: ['Home', 'Vulnerability', 'What works here'] },
  soup: { name: 'Foursquare · staff intranet', nav: ['Home', 'My team', 'Forms', 'Directory', 'IT help', 'Canteen menu'], trail: ['Home', 'Local policing', 'Good ideas'] },
  board: { name: 'Safeguarding adults board', nav: ['Home', 'About the board', 'Worried about somebody?', 'Reviews', 'Training', 'Newsletters'], trail: ['Home', 'Reviews', 'Published reviews'] },
  old: { name: 'INTRANET', nav: ['Chief’s blog', 'Orders', 'HR', 'Federation', 'Small ads'], trail: ['Home', 'Public protection', 'Good practice'] },
};

const kRelated = ['How to book the video suite', 'Vulnerability drop-in: dates to Christmas', 'Update your emergency contact', 'Toolbox talks, all in one place'];
const kCookies = 'We use cookies to remember how you like this site and to count visits. You can accept them or choose which.';

const links = (names) => names.map((name) => `<a href="#">${escapeHtml(name)}</a>`);

function withMain(fields, record) {
  const { name, nav, trail } = kSites.main;
  return `<!DOCTYPE html>
<!-- saved from an intranet page, ${spokenDate(fields.published)} -->
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(fields.title)} | ${name}</title>
<style>body{font:16px/1.5 Arial,sans-serif;margin:0}.bar,.foot{background:#13294b;color:#fff;padding:1em}.bar a,.foot a{color:#fff;margin-right:1em}nav ul,nav ol{list-style:none;padding:0 1em;display:flex;gap:1em;margin:.5em 0}#cookie-banner{background:#ffefc2;padding:.5em 1em}.skip{position:absolute;left:-99em}.wrap{display:flex;max-width:70em;margin:auto}main{flex:3;padding:1em}aside{flex:1;background:#f2f4f7;padding:1em}table{border-collapse:collapse}td,th{border:1px solid #aaa;padding:.3em .6em}</style>
<script>window.siteTools={page:"practice",track:function(){return "pageview"}};</script>
</head>
<body>
<div id="cookie-banner" role="dialog" aria-label="Cookies"><p>${kCookies}</p><button>Accept all</button> <button>Choose</button></div>
<a class="skip" href="#content">Skip to main content</a>
<header class="bar"><p>${name}</p><form role="search"><label>Search the intranet <input type="search"></label><button>Search</button></form>
<nav aria-label="Main"><ul>${links(nav).map((link) => `<li>${link}</li>`).join('')}</ul></nav></header>
<nav class="breadcrumb" aria-label="Breadcrumb"><ol>${links(trail).map((link) => `<li>${link}</li>`).join('')}<li aria-current="page">${escapeHtml(fields.title)}</li></ol></nav>
<div class="wrap">
<main id="content">
<h1>${escapeHtml(fields.title)}</h1>
${fields.summary ? `<p class="intro">${escapeHtml(fields.summary)}</p>\n` : ''}${record}
</main>
<aside aria-label="Related"><h2>You may also like</h2><ul>${links(kRelated).map((link) => `<li>${link}</li>`).join('')}</ul><p>Was this page useful? <a href="#">Yes</a> <a href="#">No</a></p></aside>
</div>
<footer class="foot"><p>Owner: corporate communications. Report a problem with this page on extension 0000.</p><p>${links(['Accessibility', 'Privacy', 'Cookies', 'Archive']).join(' ')}</p></footer>
</body>
</html>
`;
}

function divSoup(fields, record) {
  const { name, nav, trail } = kSites.soup;
  const divided = record.replace(/<h2>([^<]*)<\/h2>/g, '<div class="ms-head"><h2><span>$1</span></h2></div>').replace(/<p>/g, '<p class="ms-rte-para">');
  return `<!DOCTYPE html>
<html>
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escapeHtml(name)} - ${escapeHtml(fields.title)}</title>
<style type="text/css">body{font:13px Verdana,sans-serif;margin:0;color:#333}.top{background:#006666;color:#fff;padding:8px}.top a{color:#fff}.topnav .item,#s4-ribbon .tabs div{display:inline-block;margin-right:14px}#s4-ribbon{background:#f0f0f0;padding:4px 8px}.columns{display:table;width:100%}.left,.middle,.right{display:table-cell;vertical-align:top;padding:10px}.left,.right{width:150px;background:#f7f7f7}.h{font-weight:bold}.cookie-notice{background:#333;color:#fff;padding:6px}.crumbs,.bottom{padding:8px;color:#666}td,th{border:1px solid #ccc;padding:3px 6px}table{border-collapse:collapse}</style>
<script src="./page_files/init.js"></script></head>
<body class="ms-page">
<div id="s4-ribbon"><div class="tabs"><div>Browse</div><div>Page</div><div>Share</div><div>Follow</div></div></div>
<div class="top"><div class="logo">${escapeHtml(name)}</div><div class="topnav">${links(nav).map((link) => `<div class="item">${link}</div>`).join('')}</div><div class="greeting">Signed in as Staff member</div></div>
<div class="crumbs">${links(trail).join(' &gt; ')}</div>
<div class="cookie-notice"><div>${kCookies}</div><div><a href="#">OK</a></div></div>
<div class="columns"><div class="left"><div class="sidenav"><div class="h">In this section</div>${links(['Good ideas', 'Submit an idea', 'Ideas that ended', 'Team of the month']).map((link) => `<div>${link}</div>`).join('')}</div></div>
<div class="middle"><div class="zone"><div class="part"><div class="inner">
<h1 class="ms-title">${escapeHtml(fields.title)}</h1>
<div class="byline">Posted ${spokenDate(fields.published)} &middot; 214 views</div>
<div class="rich-text">
${divided}
</div></div></div></div></div>
<div class="right"><div class="webpart"><div class="h">Most read</div>${links(kRelated).map((link) => `<div>${link}</div>`).join('')}</div><div class="webpart"><div class="h">Weather</div><div>Dry, 11 degrees</div></div></div></div>
<div class="bottom"><div>Content on this site is for staff. ${links(['Terms', 'Privacy']).join(' | ')}</div></div>
</body></html>
`;
}

/** A board's public site: contents with links into the page, a way back to them behind every section, sharing, files to fetch. */
function boardSite(fields, record) {
  const { name, nav, trail } = kSites.board;
  const headings = [];
  const anchored = record.replace(/<h2>([\s\S]*?)<\/h2>/g, (_, heading) => {
    headings.push(heading);
    return `${headings.length > 1 ? '<p class="back-to-top"><a href="#top">Back to top</a></p>\n' : ''}<h2 id="section-${headings.length}">${heading}</h2>`;
  });
  return `<!DOCTYPE html>
<html lang="en-GB" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(fields.title)} - ${name}</title>
<meta name="description" content="${escapeHtml(fields.summary)}">
<style>body{font:18px/1.6 "Source Sans Pro",Arial,sans-serif;margin:0;color:#222}.site-header,.site-footer{background:#4b2a63;color:#fff;padding:1em 2em}.site-header a,.site-footer a{color:#fff}.site-nav ul,.page-contents ol,.share ul{list-style:none;padding:0}.site-nav li,.share li{display:inline-block;margin-right:1em}.layout{max-width:58em;margin:auto;padding:1em 2em}.lead{font-size:1.25em}.page-contents{border-left:4px solid #4b2a63;padding-left:1em}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.4em .7em;text-align:left;vertical-align:top}.visually-hidden{position:absolute;clip:rect(0 0 0 0);height:1px;width:1px;overflow:hidden}</style>
<script>document.documentElement.className = 'js';</script>
</head>
<body id="top">
<a class="skip-link visually-hidden" href="#main">Skip to content</a>
<div class="cookie-consent" role="region" aria-label="Cookies"><p>${kCookies}</p><button type="button">Accept</button></div>
<header class="site-header" role="banner"><p class="site-name"><a href="#">${name}</a></p>
<nav class="site-nav" aria-label="Site"><ul>${links(nav).map((link) => `<li>${link}</li>`).join('')}</ul></nav></header>
<div class="layout">
<nav class="breadcrumbs" aria-label="Breadcrumb">${links(trail).join(' / ')}</nav>
<main id="main" role="main">
<article>
<h1>${escapeHtml(fields.title)}</h1>
<p class="lead">${escapeHtml(fields.summary)}</p>
<nav class="page-contents" aria-label="On this page"><h2>On this page</h2><ol>${headings.map((heading, at) => `<li><a href="#section-${at + 1}">${heading}</a></li>`).join('')}</ol></nav>
${anchored}
</article>
<div class="share"><h2>Share this page</h2><ul>${links(['By e-mail', 'Print', 'Copy the address']).map((link) => `<li>${link}</li>`).join('')}</ul></div>
</main>
</div>
<footer class="site-footer" role="contentinfo"><p>Page published ${spokenDate(fields.published)}. The board is not responsible for what other sites say.</p><p>${links(['Accessibility statement', 'Privacy notice', 'Contact']).join(' ')}</p></footer>
</body>
</html>
`;
}

function oldPage(fields, record) {
  const { name, nav, trail } = kSites.old;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>${escapeHtml(fields.title)}</title>
</head>
<body bgcolor="#FFFFFF">
<table width="100%" cellpadding="4" border="0"><tr><td bgcolor="#003366"><font color="#FFFFFF" face="Verdana" size="4"><b>${name}</b></font></td></tr>
<tr><td bgcolor="#CCCCCC"><font face="Verdana" size="1">${links(nav).join(' | ')}</font></td></tr></table>
<p><font size="1">You are here: ${links(trail).join(' &raquo; ')}</font></p>
<table width="100%" border="0"><tr valign="top"><td width="160" bgcolor="#EEEEEE"><font size="2"><b>See also</b><br>${links(kRelated).join('<br>')}</font></td>
<td>
<h1>${escapeHtml(fields.title)}</h1>
${record}
</td></tr></table>
<hr>
<p align="center"><font size="1">Page maintained by the web team. Best viewed at 1024 by 768. Last updated ${spokenDate(fields.published)}.</font></p>
</body>
</html>
`;
}

function fromWord(fields, record) {
  const body = record
    .replace(/<p>/g, '<p class=MsoNormal>')
    .replace(/<h2>([\s\S]*?)<\/h2>/g, '<h2><span lang=EN-GB style=\'font-family:"Arial",sans-serif\'>$1</span></h2>')
    .replace(/<(ul|ol)>/g, '<$1 style=\'margin-top:0cm\' type=disc>').replace(/<li>/g, '<li class=MsoNormal style=\'mso-list:l0 level1 lfo1\'>')
    .replace(/<table>/g, '<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style=\'border-collapse:collapse;border:none\'>');
  return `<html>

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<title>${escapeHtml(fields.title)}</title>
<style>
<!--
 /* Font Definitions */
 @font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; margin-bottom:8.0pt; line-height:107%; font-size:11.0pt; font-family:"Calibri",sans-serif;}
 p.MsoTitle {margin:0cm; font-size:28.0pt; font-family:"Calibri Light",sans-serif;}
 @page WordSection1 {size:595.3pt 841.9pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}
 div.WordSection1 {page:WordSection1;}
-->
</style>
</head>

<body lang=EN-GB link="#0563C1" vlink="#954F72" style='word-wrap:break-word'>

<div class=WordSection1>

<p class=MsoTitle><span lang=EN-GB>${escapeHtml(fields.title)}</span></p>

<p class=MsoNormal><span lang=EN-GB>&nbsp;</span></p>

${body}
</div>

</body>

</html>
`;
}

const kBeyondLatin1 = { '€': 0x80, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '…': 0x85, '™': 0x99, 'Š': 0x8A, 'š': 0x9A, 'Œ': 0x8C, 'œ': 0x9C, 'Ž': 0x8E, 'ž': 0x9E };

/** Bytes in windows-1252; what it has no byte for becomes a reference. */
function inWindows1252(html) {
  const bytes = [];
  for (const letter of html) {
    const code = letter.codePointAt(0);
    if (code < 0x80 || (code >= 0xA0 && code <= 0xFF)) bytes.push(code);
    else if (kBeyondLatin1[letter]) bytes.push(kBeyondLatin1[letter]);
    else bytes.push(...Buffer.from(`&#${code};`));
  }
  return Buffer.from(bytes);
}

/** Quotes and apostrophes as Word makes them while one types. */
const smart = (text) => text.replace(/(^|[\s(>*])"(?=\S)/gm, '$1“').replace(/"/g, '”').replace(/(\w)'(\w)/g, '$1’$2').replace(/ - /g, ' – ');

/** The bytes of the page of the kind that `page:` asks for. */
export function makePage(fields, body) {
  const kind = fields.page ?? 'main';
  const record = marked.parse(kind === 'old' || kind === 'word' ? smart(body) : body, { gfm: true }).trim();
  if (kind === 'main') return Buffer.from(withMain(fields, record));
  if (kind === 'soup') return Buffer.from(divSoup(fields, record));
  if (kind === 'board') return Buffer.from(boardSite(fields, record));
  if (kind === 'old') return inWindows1252(oldPage(fields, record));
  if (kind === 'word') return Buffer.from(fromWord(fields, record));
  throw new Error(`page '${kind}' is not one of main, soup, board, old, word`);
}
