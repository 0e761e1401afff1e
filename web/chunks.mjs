/** What every page of the console begins with; it changes only with a new version of a library. */
const LIBRARIES = /node_modules\/(react|react-dom|scheduler|@tanstack\/[\w-]+)\/|rolldown\/runtime/;

/** React Aria's components and what they consist of. */
const COMPONENTS = /node_modules\/(@?react-(aria|stately)[\w-]*|@internationalized)\//;

/**
 * The console's files: one for the libraries, one for what every page and the first page need, one for what several other
 * pages need, and one for the menus and dialogs, which are loaded when the reader first moves or types. Each file is an answer
 * with headers of its own, so dozens of small ones take longer than a few. A page or dialog is a file by itself.
 *
 * `entries` are the modules that every page begins with, `firstPage` is the page that `/` opens, `overlays` are the
 * modules of the menus and dialogs.
 */
export function chunkGroups({ entries, router, firstPage, overlays }) {
  let found = null;
  /** In this order: a module that several of them need is in the first. */
  const partNames = ['frame', 'overlays', 'pages'];
  return [
    { name: 'libraries', test: LIBRARIES, priority: partNames.length },
    ...partNames.map((name, index) => ({
      name: (id, context) => {
        found ??= readParts(context, { entries, router, firstPage, overlays });
        return found[name].has(id) ? name : null;
      },
      priority: partNames.length - 1 - index,
    })),
  ];
}

/** The modules of each file. */
function readParts(context, { entries, router, firstPage, overlays }) {
  const needsOf = (id) => staticImports(context, id);
  const frame = new Set(entries.flatMap((id) => [...needsOf(id)]));
  const ofOverlays = new Set(overlays.flatMap((id) => [...needsOf(id)]).filter((id) => !frame.has(id)));
  const pages = context.getModuleInfo(router).dynamicallyImportedIds.map(needsOf);
  const ofPages = [...new Set(pages.flatMap((page) => [...page]))];
  const isOfSeveral = (id) => pages.filter((page) => page.has(id)).length > 1;
  // What the first page shares with its dialogs would be one more file for it alone.
  const ofFirst = needsOf(firstPage);
  const dialogs = dialogsOf(context, ofFirst).map(needsOf);
  const isOfItsDialogs = (id) => ofFirst.has(id) && dialogs.some((dialog) => dialog.has(id));
  const shared = ofPages.filter((id) => isOfSeveral(id) || isOfItsDialogs(id));
  // A field that is made of the same components as the dialogs is in their file, even where several pages have it.
  const hasControls = (id) => [...needsOf(id)].some((needed) => ofOverlays.has(needed) && COMPONENTS.test(needed));
  const withoutControls = shared.filter((id) => !hasControls(id));
  return {
    frame: new Set([...frame, ...withoutControls.filter((id) => ofFirst.has(id))]),
    overlays: new Set([...ofOverlays, ...shared.filter(hasControls)]),
    pages: new Set(withoutControls.filter((id) => !ofFirst.has(id))),
  };
}

/** The modules that those of a page load on demand. */
function dialogsOf(context, ofPage) {
  return [...new Set([...ofPage].flatMap((id) => context.getModuleInfo(id)?.dynamicallyImportedIds ?? []))];
}

/** A module and all that it imports statically. */
function staticImports(context, id, found = new Set()) {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of context.getModuleInfo(id)?.importedIds ?? []) staticImports(context, next, found);
  return found;
}
