"""Dust, toner and fax noise: specks smaller than a tone mark that stand far from any letter."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image

_INK = 150  # of 255: darker is ink
_SPECK = 0.01  # inches: the side of the largest speck; the dot of «ạ» is twice as wide
_FAR = 0.04  # inches from the next letter; marks and points stand closer
_MANY = 3.0  # specks a square inch, from where on they disturb recognition


def speckle(image: Image, dpi: int, least: float = 0.0) -> float:
    """Lone specks a square inch of the gray `image`; 0 where there are not even `least` specks a square inch."""
    lone, count = _specks(image, dpi, least * image.size / dpi**2)
    return count * dpi * dpi / lone.size


def is_speckled(image: Image, dpi: int) -> bool:
    """True when the specks of the gray `image` are enough to disturb recognition, by the middle third of its rows."""
    third = image.shape[0] // 3
    return speckle(image[third : image.shape[0] - third], dpi, _MANY) > _MANY


def without_specks(image: Image, dpi: int) -> Image:
    """The gray `image` with its lone specks painted white; specks beside letters stay, for they may be marks."""
    lone, _ = _specks(image, dpi)
    cleaned = image.copy()
    cleaned[lone] = 255
    return cleaned


def _specks(image: Image, dpi: int, least: float = 0) -> tuple[NDArray[np.bool_], int]:
    """Where the lone specks are, soft edges included, and how many they are; none where `least` or fewer may be."""
    ink = (image < _INK).astype(np.uint8)
    _, labels, spots, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    tiny = spots[:, cv2.CC_STAT_AREA] <= max(4, round((_SPECK * dpi) ** 2))
    tiny[0] = False
    if tiny.sum() <= least:
        return np.zeros(image.shape, bool), 0
    speck = tiny[labels]
    letters = ((ink > 0) & ~speck).astype(np.uint8)
    distance = cv2.distanceTransform(1 - letters, cv2.DIST_L2, 3)
    lone = speck & (distance > _FAR * dpi)
    count = int(np.unique(labels[lone]).size)
    ring = np.ones((3, 3), np.uint8)
    edges = (cv2.dilate(lone.astype(np.uint8), ring) > 0) & (cv2.dilate(letters, ring) == 0)
    return edges, count
