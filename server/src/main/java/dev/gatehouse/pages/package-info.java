/** How pages for people are rendered and protected, and who is in front of them, whichever feature a page belongs to. */
package dev.gatehouse.pages;
