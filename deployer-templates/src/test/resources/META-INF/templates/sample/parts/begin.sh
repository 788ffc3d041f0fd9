#!/bin/sh
host={{ host | shell }}
