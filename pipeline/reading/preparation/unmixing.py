"""Ink of three kinds told apart where it lies one over the other: black print, a red seal and a blue pen.

Each ink takes its part of the light, so the densities of what lies on one place add up (Beer-Lambert): the density of
a pixel in three channels is solved for the amounts of the three inks. What red and blue account for is taken off, and
a letter under a seal keeps its shape, where a threshold eats its strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image

Mask = NDArray[np.bool_]
Levels = NDArray[np.float32]

_SOFT = 1.0  # pixels: JPEG keeps colour at half the resolution
_MIDDLE = 1.15  # times its soft colour a stroke has in its middle
_TINT = 0.05  # of the light: between the strongest and the weakest channel
_LEAST = 0.04  # of the light: what is darker is noise
_COLOURED = 0.12  # density of red and blue together: less is the noise of print
_CLEAR, _PALE = 0.35, 0.9  # tint and least density of pixels that show the ink by itself
_PUREST = 60  # percent of those have less tint than the ink by itself
_FEW = 200  # pixels: the usual ink is taken where fewer show it
_NEUTRAL = 0.75  # of the density in the strongest channel in the weakest: hardly a colour
_BLACK = (0.18, 0.33)  # of the light in the strongest channel: print; from here on an ink that has a colour
_CROSSING, _NO_PRINT = 0.5, 0.8  # least density of red and of blue, and most of black, where pen crosses seal
_CROSSING_LIGHT = 0.12  # of the light in the strongest channel: less is print
_NEAR = 0.02  # inches from a stroke
_FULL, _MOST = 90, 1.2  # percent of the pixels of an ink are paler than its full strokes; times that no pixel has
_INK = 0.004  # of the page is ink, even where it has a few lines only
_GRAY = 40  # levels between the channels of print, on yellowed paper too
_DARKEST, _FADED = 0.4, 0.65  # of the paper: print is darker, and so is faded print
_USUAL = ((0, (0.2, 1.0, 0.9)), (2, (1.0, 0.85, 0.4)))  # the channel of a red and a blue ink, and what they take
_SEEN = np.array([0.299, 0.587, 0.114], np.float32)  # parts of the channels in gray (ITU-R BT.601)


@dataclass(frozen=True, slots=True)
class Tones:
    """The levels of paper and print of a page in red, green and blue (3,), and in gray."""

    paper: Levels
    print: Levels

    @property
    def gray_paper(self) -> float:
        """The gray level of paper."""
        return float(self.paper @ _SEEN)

    @property
    def gray_print(self) -> float:
        """The gray level of print."""
        return float(self.print @ _SEEN)

    def light(self, image: Image) -> Levels:
        """How much light comes back from each pixel of an RGB image: 1 from paper, 0 from print."""
        return np.asarray((image - self.print) / (self.paper - self.print), np.float32)

    def gray_light(self, gray: Image) -> Levels:
        """The same of gray levels."""
        return np.asarray((gray - np.float32(self.gray_print)) / np.float32(self.gray_paper - self.gray_print))


def tones_of(image: NDArray[np.uint8], gray: Image) -> Tones:
    """The tones of the RGB `image` (height, width, 3), which is `gray` (height, width) without its colours."""
    paper = np.percentile(image[::16, ::16].reshape(-1, 3), 75, axis=0)
    sample, colours = gray[::2, ::2], image[::2, ::2]
    counts = np.cumsum(np.bincount(sample.ravel(), minlength=256))
    dark = colours[sample <= np.searchsorted(counts, _INK * counts[-1])]
    neutral = dark[np.ptp(dark, axis=1) < _GRAY]
    if len(neutral) < _FEW:  # the seal is the darkest of a page with a few lines
        ink = np.minimum(np.median(dark, axis=0), _DARKEST * paper)
    else:
        ink = np.minimum(np.median(neutral, axis=0), _FADED * paper)
    return Tones(np.maximum(paper, 64.0).astype(np.float32), ink.astype(np.float32))


def unmixed(image: NDArray[np.uint8], gray: Image, tones: Tones, dpi: int) -> tuple[Image, Mask]:
    """The gray levels (height, width) of the print alone of an RGB image, and where coloured ink was taken off."""
    light = tones.light(cv2.GaussianBlur(image, (0, 0), _SOFT).astype(np.uint8, copy=False))
    red, green, blue = np.moveaxis(light, 2, 0)  # three times as fast as a maximum over the last axis
    tinted = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue) > _TINT
    light = light[tinted]
    density = -np.log(np.clip(light, _LEAST, 1.0))
    whole = -np.log(np.clip(tones.gray_light(gray[tinted]), _LEAST, 1.0))
    inks = [_ink(density, whole, tinted, at, usual, dpi) for at, usual in _USUAL]
    black, amounts = _amounts(density, *inks)
    coloured = amounts[0][:, None] * inks[0].taken + amounts[1][:, None] * inks[1].taken
    colour = -np.log(np.exp(-coloured) @ _SEEN)
    alone = np.minimum(whole * black / (black + colour + 1e-3), np.maximum(whole - _MIDDLE * colour, 0.0))
    seen = np.clip((light.max(axis=1) - _BLACK[0]) / (_BLACK[1] - _BLACK[0]), 0.0, 1.0)
    seen[_crossing(light, black, amounts, inks)] = 1.0
    alone = seen * alone + (1 - seen) * whole  # the colour of what is black is noise
    alone = np.maximum(alone, _least_print(whole, inks))
    level = tones.gray_print + (tones.gray_paper - tones.gray_print) * np.exp(-alone)
    lifted, taken_off = gray.copy(), tinted.copy()
    taken_off[tinted] = colour > _COLOURED
    lifted[taken_off] = np.maximum(level[colour > _COLOURED], gray[taken_off]).clip(0, 255).astype(np.uint8)
    return lifted, taken_off


@dataclass(frozen=True, slots=True)
class _Ink:
    """What an ink takes of red, green and blue light (densities (3,), the greatest is 1).

    `full` is the density of its full strokes in gray, and `near` tells of each pixel (n,) whether any are beside it.
    """

    taken: Levels
    full: float
    near: Mask


def _ink(density: Levels, whole: Levels, tinted: Mask, at: int, usual: tuple[float, ...], dpi: int) -> _Ink:
    """The ink that takes least of channel `at`, from the `tinted` pixels (densities (n, 3), in gray (n,))."""
    pure = (np.ptp(density, axis=1) > _CLEAR) & (density.min(axis=1) < _PALE) & (density.argmin(axis=1) == at)
    if pure.sum() < _FEW:
        return _Ink(np.array(usual, np.float32), 0.0, np.zeros(len(density), bool))
    place = np.zeros(tinted.shape, np.uint8)
    place[tinted] = pure
    near = cv2.dilate(place, np.ones((2 * round(_NEAR * dpi) + 1,) * 2, np.uint8))[tinted] > 0
    shown = density[pure]
    tint = np.ptp(shown, axis=1)
    purest = shown[tint >= np.percentile(tint, _PUREST)]
    taken = np.median(purest / purest.max(axis=1, keepdims=True), axis=0)
    taken /= taken.max()
    full = float(np.percentile(whole[pure], _FULL))
    return _Ink(np.asarray(taken if taken.min() < _NEUTRAL else usual, np.float32), full, near)


def _amounts(density: Levels, red: _Ink, blue: _Ink) -> tuple[Levels, tuple[Levels, Levels]]:
    """Of pixels (n, 3) the density of black, and the amounts of red and blue (n,); none is less than nothing."""
    black, reds, blues = _solved(density, red.taken, blue.taken)
    only_red, only_blue = _solved(density, red.taken), _solved(density, blue.taken)
    no_blue, no_red = blues < 0, (reds < 0) & (blues >= 0)
    black = np.where(no_blue, only_red[0], np.where(no_red, only_blue[0], black))
    reds = np.where(no_blue, only_red[1], np.where(no_red, 0, reds))
    blues = np.where(no_red, only_blue[1], np.where(no_blue, 0, blues))
    return black.clip(0), (reds.clip(0), blues.clip(0))


def _solved(density: Levels, *inks: Levels) -> Levels:
    """The amounts of black and of each of `inks` (1 + inks, n) that come closest to the `density` of pixels (n, 3)."""
    columns = np.stack([np.ones(3, np.float32), *inks], axis=1)
    return np.asarray((density @ np.linalg.pinv(columns).T.astype(np.float32)).T)


def _crossing(light: Levels, black: Levels, amounts: tuple[Levels, Levels], inks: Sequence[_Ink]) -> Mask:
    """The pixels (n,) where pen and seal lie on each other: almost as dark as print."""
    both = (np.minimum(*amounts) > _CROSSING) & inks[0].near & inks[1].near
    return np.asarray(both & (black < _NO_PRINT) & (light.max(axis=1) > _CROSSING_LIGHT))


def _least_print(whole: Levels, inks: Sequence[_Ink]) -> Levels:
    """The density that ink in its full strength cannot account for, whatever the colour: JPEG blurs that, not light."""
    most = sum(ink.full * ink.near for ink in inks)
    return np.where(most > 0, whole - _MOST * most, 0.0)
