"""Engines: functions and steps to plug into the engines that people run; each module takes an extra of its name."""
