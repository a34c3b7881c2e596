"use strict";
// Comfort only: every page reads and works without this file.
(() => {
	const doc = document;
	const one = (query, root = doc) => root.querySelector(query);
	const all = (query, root = doc) => [...root.querySelectorAll(query)];
	const on = (kinds, act, how) => kinds.split(" ").forEach((kind) => doc.addEventListener(kind, act, how));
	const soon = (act, wait, timer) => (it) => { clearTimeout(timer); timer = setTimeout(act, wait, it); };
	const make = (tag, more, ...parts) => { const it = Object.assign(doc.createElement(tag), more); it.append(...parts); return it; };
	const wake = (root) => all("[data-copy],[data-dismiss],[data-unconfirm],[data-select-all]", root).forEach((it) => (it.hidden = false));
	const go = (href) => (location.href = href);

	// Command field: Ctrl-K, suggestions while typing, arrows and Enter.
	const field = one("[data-palette] input");
	if (field) {
		const form = field.form;
		const list = make("ul", { className: "found", id: "found", role: "listbox", hidden: true, ariaLabel: field.ariaLabel });
		let asked = 0;
		form.append(list);
		Object.assign(field, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
		field.setAttribute("aria-controls", "found");
		const show = (open) => { list.hidden = !open; field.ariaExpanded = open; };
		const chosen = () => one("[aria-selected=true]", list);
		const choose = (item) => {
			if (chosen()) chosen().ariaSelected = "false";
			item.ariaSelected = "true";
			item.scrollIntoView({ block: "nearest" });
			field.setAttribute("aria-activedescendant", item.id);
		};
		const draw = (found) => {
			field.removeAttribute("aria-activedescendant");
			list.replaceChildren(...found.map(({ title, note = "", href }, place) => {
				const item = make("li", { id: "found-" + place, role: "option", ariaSelected: "false" }, title, make("small", {}, note));
				item.dataset.go = href;
				return item;
			}));
			show(found.length > 0);
			if (found.length) choose(list.firstChild);
		};
		field.oninput = soon(async () => {
			const turn = ++asked, q = field.value.trim();
			const answer = q && (await fetch(form.dataset.palette + "?q=" + encodeURIComponent(q)).catch(() => 0));
			if (turn === asked) draw(answer && answer.ok ? await answer.json() : []);
		}, 120);
		field.onblur = () => show(false);
		field.onkeydown = (event) => {
			const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], items = all("li", list);
			if (step && items.length) choose(items.at((Math.max(items.indexOf(chosen()), step < 0 ? 0 : -1) + step) % items.length));
			else if (event.key === "Enter" && !list.hidden && chosen()) go(chosen().dataset.go);
			else { if (event.key === "Escape") show(false); return; }
			event.preventDefault();
		};
		list.onpointerdown = (event) => { event.preventDefault(); const item = event.target.closest("li"); if (item) go(item.dataset.go); };
		on("keydown", (event) => {
			if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); field.select(); }
		});
	}

	// Lists follow their filters: the parts marked data-live are taken from the answer.
	const follow = soon(async (form) => {
		const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
		const address = form.action.split("?")[0] + "?" + query, answer = await fetch(address);
		if (!answer.ok) return;
		const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
		all("[data-live][id]").forEach((part) => {
			const other = fresh.getElementById(part.id);
			if (other) { part.replaceWith(other); wake(other); }
		});
		history.replaceState(null, "", address);
	}, 250);
	on("input", (event) => { const form = event.target.closest("[data-filters]"); if (form) follow(form); });

	// Short reasons of doors on hover, focus and long press.
	const tip = make("div", { className: "tip" });
	let press, pressed = false;
	const doorOf = (event) => event.target.closest?.("[data-why]");
	const hush = () => { clearTimeout(press); tip.remove(); };
	const explain = (door) => {
		door.removeAttribute("title");
		tip.textContent = door.dataset.why;
		(door.closest("dialog") || doc.body).append(tip);
		const box = door.getBoundingClientRect(), above = box.top - tip.offsetHeight - 6;
		tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + "px";
		tip.style.top = (above < 6 ? box.bottom + 6 : above) + "px";
	};
	on("pointerover focusin", (event) => {
		const door = doorOf(event);
		if (door && (event.pointerType === "mouse" || door.matches(":focus-visible"))) explain(door);
	});
	on("pointerdown", (event) => {
		const door = doorOf(event);
		pressed = false; hush();
		if (door && event.pointerType === "touch") press = setTimeout(() => { pressed = true; explain(door); }, 450);
	});
	on("contextmenu", (event) => { if (pressed) event.preventDefault(); });
	on("pointerout focusout pointercancel", () => pressed || hush());
	on("pointerup", () => clearTimeout(press));
	on("scroll", hush, { passive: true, capture: true });

	on("click", (event) => {
		const at = (query) => event.target.closest(query);
		if (pressed && doorOf(event)) { pressed = false; return event.preventDefault(); }
		all(".drop[open]").forEach((drop) => { if (!drop.contains(event.target)) drop.open = false; });
		const opener = at("[data-dialog]"), copy = at("[data-copy]"), every = at("[data-select-all]"), row = at("tr[data-href]");
		if (opener) { event.preventDefault(); doc.getElementById(opener.dataset.dialog).showModal(); }
		else if (at("[data-close]") || event.target.matches("dialog[open]")) { event.preventDefault(); at("dialog").close(); }
		else if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => (one("span", copy).textContent = copy.dataset.done));
		else if (at("[data-dismiss]")) at(".toast").remove();
		else if (at("[data-unconfirm]")) at("details").open = false;
		else if (every) all(`[form="${every.dataset.selectAll}"]`).forEach((box) => (box.checked = every.checked));
		else if (row && !at("a,button,input,label,summary") && !String(getSelection())) event.ctrlKey || event.metaKey ? open(row.dataset.href) : go(row.dataset.href);
	});

	on("keydown", (event) => {
		const links = all(".row-link"), here = links.indexOf(event.target), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (here >= 0 && step) { event.preventDefault(); links[here + step]?.focus(); }
		if (event.key === "Escape") { hush(); all(".drop[open],.confirm[open]").forEach((it) => { it.open = false; one("summary", it).focus(); }); }
	});
	on("submit", (event) => { if (event.target.matches("[action='/theme']")) doc.documentElement.dataset.theme = event.submitter.value; });

	wake(doc);
	one("[data-errors]")?.focus();
})();
