/** The pages for the browser and their files, for every verticle that serves HTTP. */
package dev.warmer.pages;
