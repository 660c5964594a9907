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
    public void Detect(RgbFrame frame, FaceBox face, Span<Vector2> landmarks)
    {
        float side = Math.Max(face.Width, face.Height);
        Vector2 corner = face.Centre - new Vector2(side / 2);
        FeatureMap features = _first.Apply(frame.Sample(corner.X, corner.Y, side, InputSize, _meanColour));
        foreach (DenseBlock block in _blocks)
            features = block.Apply(features);

        float[] coordinates = new float[_coordinates.Outputs];
        _coordinates.Apply(Average(features), coordinates);
        for (int i = 0; i < FaceTrack.LandmarkCount; i++)
            landmarks[i] = corner + (new Vector2(coordinates[2 * i], coordinates[(2 * i) + 1]) * side);
    }

    private static float[] Average(FeatureMap features)
    {
        float[] average = new float[features.Channels];
        for (int i = 0; i < features.Values.Length; i++)
            average[i % average.Length] += features.Values[i];
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

        public FeatureMap Apply(FeatureMap input)
        {
            FeatureMap sum = _entry?.Apply(input) ?? input;
            FeatureMap rectified = sum;
            foreach (SeparableConvolution convolution in _inner)
            {
                FeatureMap result = convolution.Apply(rectified);
                sum = Sum(sum, result);
                rectified = sum.Rectified();
            }

            return rectified;
        }

        private static FeatureMap Sum(FeatureMap sum, FeatureMap addend)
        {
            addend.Add(sum);
            return addend;
        }
    }
}
