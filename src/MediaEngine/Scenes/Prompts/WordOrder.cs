namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>On which side of a thing a language says what it says of the thing.</summary>
internal enum WordOrder
{
    /// <summary>"A red boat on the left", "birds flying", "flying birds", "no birds".</summary>
    English,

    /// <summary>左に赤い船, 鳥が飛んでいる, 飛んでいる鳥, 鳥がいない.</summary>
    Japanese,

    /// <summary>左边有红色的船, 鸟飞过, 飞翔的鸟, 没有鸟.</summary>
    Chinese,
}
