"""Signs that recognition gives for a digit of the same shape, and the digits they are."""

AS_DIGITS = str.maketrans("§ŠØOoIl|!¡SóÓéÉáÁìíÌÍ", "850001111156666661111")
