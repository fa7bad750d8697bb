<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0">
<cityObjectMember><BuildingPart gml:id="bp1">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.p1</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<imgeo:nummeraanduidingreeks><imgeo:Nummeraanduidingreeks><imgeo:nummeraanduidingreeks><imgeo:Label><imgeo:tekst>71</imgeo:tekst><imgeo:positie><imgeo:Labelpositie><imgeo:plaatsingspunt><gml:Point><gml:pos>105005 502005</gml:pos></gml:Point></imgeo:plaatsingspunt><imgeo:hoek>0</imgeo:hoek></imgeo:Labelpositie></imgeo:positie></imgeo:Label></imgeo:nummeraanduidingreeks></imgeo:Nummeraanduidingreeks></imgeo:nummeraanduidingreeks><imgeo:identificatieBAGPND>0396100000000001</imgeo:identificatieBAGPND><imgeo:geometrie2dGrondvlak><gml:MultiSurface><gml:surfaceMember><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105000 502000 105010 502000 105010 502010 105000 502010 105000 502000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></imgeo:geometrie2dGrondvlak></BuildingPart></cityObjectMember>
<cityObjectMember><BuildingPart gml:id="bp2">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.p2</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<imgeo:identificatieBAGPND>0000000000000000</imgeo:identificatieBAGPND><imgeo:geometrie2dGrondvlak><gml:MultiSurface><gml:surfaceMember><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105020 502000 105023 502000 105023 502003 105020 502003 105020 502000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></imgeo:geometrie2dGrondvlak></BuildingPart></cityObjectMember>
<cityObjectMember><BuildingPart gml:id="bp3">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging><imgeo:eindRegistratie>2020-01-01T00:00:00</imgeo:eindRegistratie>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.p3</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<imgeo:identificatieBAGPND>0396100000000003</imgeo:identificatieBAGPND><imgeo:geometrie2dGrondvlak><gml:MultiSurface><gml:surfaceMember><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105040 502000 105050 502000 105050 502010 105040 502010 105040 502000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></imgeo:geometrie2dGrondvlak></BuildingPart></cityObjectMember>
</CityModel>
