/**
 * Configuration: conf files and their JSON Schemas, the records that they are converted to, overrides by system
 * properties and the command line, and reload while the program runs. The schemas are the only place with bounds.
 */
package dev.warmer.config;
