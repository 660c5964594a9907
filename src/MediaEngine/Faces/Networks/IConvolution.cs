namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>A layer that looks at the neighbourhood of each pixel.</summary>
internal interface IConvolution
{
    /// <summary>What it makes of a picture, which stays as it is.</summary>
    FeatureMap Apply(FeatureMap input);
}
