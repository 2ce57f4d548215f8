// The two windows that pages are read in.

/** A laptop's. */
export const DESK = { width: 1280, height: 900 };

/** A phone's. */
export const PHONE = { width: 375, height: 812 };
