//! The scripts that the driver runs inside a page, and how it reads their answers.

/// Finds what can be clicked and carries the words `arguments[0]`: exactly them before merely among others.
pub const CLICKABLE: &str = r#"
const wish = arguments[0].replace(/\s+/g, ' ').trim();
const plain = text => (text || '').replace(/\s+/g, ' ').trim();
const kinds = 'a[href], button, summary, label, input[type=submit], input[type=button], [role=button], [role=tab], '
  + '[role=menuitem], [role=option]';
const seen = [...document.querySelectorAll(kinds)].filter(place => place.checkVisibility());
const says = place => [plain(place.innerText), plain(place.value), plain(place.getAttribute('aria-label')),
  plain(place.getAttribute('title'))];
return seen.find(place => says(place).includes(wish))
  || seen.find(place => says(place).some(text => text.includes(wish))) || null;
"#;

/// Finds the first visible place of the CSS selector `arguments[0]`.
pub const SELECTED: &str = r#"
return [...document.querySelectorAll(arguments[0])].find(place => place.checkVisibility()) || null;
"#;

/// Finds the field whose label says `arguments[0]`: exactly it before merely beginning with it.
pub const LABELLED: &str = r#"
const wish = arguments[0].replace(/\s+/g, ' ').trim();
const plain = text => (text || '').replace(/\s+/g, ' ').trim();
const fields = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')];
const labels = field => [...(field.labels || [])].map(label => plain(label.innerText))
  .concat(plain(field.getAttribute('aria-label')), plain(field.getAttribute('placeholder')));
return fields.find(field => labels(field).includes(wish))
  || fields.find(field => labels(field).some(text => text.startsWith(wish))) || null;
"#;

/// Fills what is not typed into; answers what is left to do, or why it cannot be filled.
pub const FILL: &str = r#"
const [field, value] = arguments;
const told = () => ['input', 'change'].forEach(name => field.dispatchEvent(new Event(name, { bubbles: true })));
if (field.tagName === 'SELECT') {
  const option = [...field.options].find(own => own.text.trim() === value)
    || [...field.options].find(own => own.value === value);
  if (!option) return 'its choices are ' + [...field.options].map(own => own.text.trim()).join(', ');
  option.selected = true; told(); return 'done';
}
if (field.type === 'checkbox' || field.type === 'radio') {
  return field.checked === (value === 'on') ? 'done' : 'click';
}
if (['date', 'month', 'time', 'datetime-local', 'range', 'color'].includes(field.type)) {
  field.value = value; told();
  return field.value === value ? 'done' : 'a field of type ' + field.type + ' does not take it';
}
return field.type === 'file' ? 'file' : 'typed';
"#;

/// The addresses that links of the page lead to within its own site; files to save are left out.
pub const LINKS: &str = r#"
const own = [...document.querySelectorAll('a[href]:not([download])')].filter(link => link.origin === location.origin);
return [...new Set(own.map(link => link.pathname + link.search))];
"#;

/// How much wider the page is than what is seen of it, and the places that stick out.
pub const TOO_WIDE: &str = r#"
const wide = document.documentElement.scrollWidth - innerWidth;
if (wide <= 0) return '';
const out = [...document.body.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > innerWidth + 1);
const name = it => it.tagName.toLowerCase() + (it.className.baseVal === undefined && it.className ? '.' + it.className : '');
return wide + ' px wider: ' + out.slice(0, 6).map(name).join(', ');
"#;

/// Lists what the page has loaded.
pub const LOADED: &str = r#"
const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
return entries.map(entry => ({ name: entry.name, bytes: entry.transferSize }));
"#;

/// Runs axe, which is already in the page, with the options `arguments[0]`.
pub const AXE: &str = r#"
const done = arguments[arguments.length - 1];
const short = found => found.violations.map(({ id, help, nodes }) => ({
  id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target: target.join(' '), failureSummary })) }));
axe.run(arguments[0]).then(found => done(short(found)), problem => done(String(problem)));
"#;

/// Bytes out of base64; signs that do not belong to it are passed over.
pub fn from_base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0u32, 0);
    for sign in text.bytes() {
        let six = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

#[test]
fn base64_gives_its_bytes_back() {
    assert_eq!(from_base64("0J/RgNC40LLQtdGC"), "Привет".as_bytes());
    assert_eq!(from_base64("TWE="), b"Ma");
}
