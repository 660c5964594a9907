using System.Numerics;
using Understudy.MediaEngine.Faces.Networks;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Faces;

/// <summary>Finds the 68 landmarks (<see cref="FaceTrack"/>) of a face whose box is known.</summary>
internal sealed class LandmarkDetector
{
    private const int InputSize = 112;

    private static readonly float[] _meanColour = [122.782f, 117.001f, 104.298f];

    private readonly SpatialConvolution _first;
    private readonly DenseBlock[] _blocks;
    private readonly DenseLayer _coordinates;

    public LandmarkDetector()
    {
        var weights = NetworkWeights.Load("face_landmark_68");
        _first = new SpatialConvolution(
            weights["dense0/conv0/filters"], weights["dense0/conv0/bias"], stride: 2, padded: true, negativeSlope: 0);
        _blocks = [.. Enumerable.Range(0, 4).Select(i => new DenseBlock(weights, i))];
        _coordinates = new DenseLayer(weights["fc/weights"], weights["fc/bias"], negativeSlope: 1);
    }

    /// <summary>Writes the landmarks in pixels of the picture.</summary>
    public void Detect(IFacePicture frame, FaceBox face, Span<Vector2> landmarks)
    {
        float side = Math.Max(face.Width, face.Height);
        Vector2 corner = face.Centre - new Vector2(side / 2);
        float[] coordinates = new float[_coordinates.Outputs];
        using (FeatureMap features = Features(frame.Sample(corner.X, corner.Y, side, InputSize, _meanColour)))
            _coordinates.Apply(Average(features), coordinates);
        for (int i = 0; i < FaceTrack.LandmarkCount; i++)
            landmarks[i] = corner + (new Vector2(coordinates[2 * i], coordinates[(2 * i) + 1]) * side);
    }

    private FeatureMap Features(FeatureMap face)
    {
        FeatureMap features;
        using (face)
            features = _first.Apply(face);
        foreach (DenseBlock block in _blocks)
            features = block.Apply(features);
        return features;
    }

    private static float[] Average(FeatureMap features)
    {
        float[] average = new float[features.Channels];
        ReadOnlySpan<float> values = features.Values;
        for (int i = 0; i < values.Length; i++)
            average[i % average.Length] += values[i];
        for (int i = 0; i < average.Length; i++)
            average[i] /= features.Width * features.Height;
        return average;
    }

    /// <summary>Convolutions of which each sees the sum of all results before it.</summary>
    private sealed class DenseBlock
    {
        private readonly SeparableConvolution? _entry;
        private readonly SeparableConvolution[] _inner;

        public DenseBlock(NetworkWeights weights, int index)
        {
            // The entry of the first block is a full convolution of the picture, done by the caller.
            _entry = index == 0
                ? null
                : new SeparableConvolution(weights, $"dense{index}/conv0", stride: 2, negativeSlope: 0);
            _inner =
            [
                .. Enumerable.Range(1, 3).Select(
                    i => new SeparableConvolution(weights, $"dense{index}/conv{i}", stride: 1, negativeSlope: 1)),
            ];
        }

        /// <summary>What it makes of features, which are disposed of.</summary>
        public FeatureMap Apply(FeatureMap input)
        {
            FeatureMap sum = input;
            if (_entry is not null)
            {
                using (input)
                    sum = _entry.Apply(input);
            }

            FeatureMap rectified = sum;
            foreach (SeparableConvolution convolution in _inner)
            {
                FeatureMap result = convolution.Apply(rectified);
                result.Add(sum);
                // The first time both are the same.
                rectified.Dispose();
                sum.Dispose();
                sum = result;
                rectified = sum.Rectified();
            }

            sum.Dispose();
            return rectified;
        }
    }
}
